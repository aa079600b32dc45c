"""Publish the records as data: documents in JSON with their schemas, of the same records and words as the pages."""

from .files import DataFile, data_files

__all__ = ["DataFile", "data_files"]
