"""Publish the records as data: documents in JSON with their schemas, and tables, in the same words as the pages."""

from .files import DataFile, data_files
from .showcase import PHRASES, data_page, plan_data_page

__all__ = ["PHRASES", "DataFile", "data_files", "data_page", "plan_data_page"]
