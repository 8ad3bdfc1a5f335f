"""The rooms a patient or carer walks through."""
