-- Legal parameters are changed by administrators only, until a shop says otherwise.
UPDATE platform.role SET permissions = permissions || ARRAY['LEGAL_EDIT'] WHERE code IN ('ADMIN');
