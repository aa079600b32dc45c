"""The published data: documents in JSON with their schemas, and tables, in the same words as the pages."""

from sitegen.export.data_files import DataFile, data_files
from sitegen.export.data_page import PHRASES, DataView, data_page

__all__ = ["PHRASES", "DataFile", "DataView", "data_files", "data_page"]
