-- Closed sets of a customer that the application held alone, and a rule of invoices: a Danish customer has no reverse charge.
ALTER TABLE organisations ADD CONSTRAINT organisations_vat CHECK ("vatTreatment" IN ('standard', 'exempt', 'reverse-charge'));
ALTER TABLE organisations ADD CONSTRAINT organisations_country CHECK ("countryCode" ~ '^[A-Z]{2}$');
ALTER TABLE organisations ADD CONSTRAINT organisations_reverse_charge CHECK ("vatTreatment" <> 'reverse-charge' OR "countryCode" <> 'DK') NOT VALID;
