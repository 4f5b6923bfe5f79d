"""The API for phone shortcuts and other programs: docs/api.md, docs/openapi.json. A token opens it, never a cookie."""
