"""What people see: one package of pages for each app, and what the pages share.

A page authorises, calls one action or query, and renders.
"""
