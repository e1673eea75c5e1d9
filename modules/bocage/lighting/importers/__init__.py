"""The two files of an inventory, as the platform's importer reads them."""
