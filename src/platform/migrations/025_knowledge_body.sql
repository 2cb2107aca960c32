-- The article as its source gave it: links and headings are lost in the plain text, and a change is tried out against the whole article.
-- Null until the next import, which indexes every article once more.
alter table kb_article add column format text check (format in ('html', 'markdown'));
alter table kb_article add column body text;
