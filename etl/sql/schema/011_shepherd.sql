-- Who shepherds the network at a meeting. The code lists are read anew for it.
alter table meeting add column shepherd varchar;
delete from meta where key = 'reference_digest';
