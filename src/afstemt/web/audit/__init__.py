"""Who decided what, and when: one row per decision, in the decision's own transaction."""
