"""From a sheet to fact tables: recognition, profiles, columns, values, checks, in a process of its own."""
