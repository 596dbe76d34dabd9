"""The pages of organisations and people: the installation, invitations, profiles, signing in."""
