"""The doctor's summary as a FHIR R4 document."""
