-- Every webhook pays for every index before it is answered. inbox_by_ticket (ticket_id, id) answers what this one answered: the
-- waiting rows of one ticket, of which there are few.
drop index inbox_ticket;
