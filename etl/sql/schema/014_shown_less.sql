-- Whether the sender was not shown money and wishes: then a form or template came without them, and what it leaves out of
-- them was not taken back.
alter table submission add column is_shown_less boolean default false;
