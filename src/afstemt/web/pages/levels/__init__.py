"""The page of the service levels through the periods."""
