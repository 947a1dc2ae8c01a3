CREATE TABLE writers ();
COMMENT ON TABLE writers IS 'Holds nothing: whoever writes locks it first, so that writers take turns.';
