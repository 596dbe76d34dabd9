"""From a foreign file to fact tables: limits, recognition, profiles, values, checks. What all readers share."""
