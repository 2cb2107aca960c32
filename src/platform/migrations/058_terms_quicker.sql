-- The same numbers without a sub-query for each word: each position counts once, and once more in the title or a heading. Our passages
-- carry no other labels than A, B and D.
create or replace function kb_terms(tsv tsvector) returns table (lexeme text, tf real) language sql immutable as $$
  select u.lexeme, (cardinality(u.weights) + cardinality(array_remove(u.weights, 'D')))::real from unnest(tsv) u
$$;
