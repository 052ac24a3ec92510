-- Partners of a report's projects, or of the city itself.
insert into project_partner by name
select
    $submission_id as submission_id, city_id, sheet, row_no,
    project_id, partner, role, programme, amount, currency, funding_status, open_to_private_sector,
    map_from_entries(list_filter([
        ('project_id', typed_project_id), ('partner', typed_partner), ('role', typed_role),
        ('programme', typed_programme), ('amount', typed_amount), ('currency', typed_currency),
        ('funding_status', typed_funding_status), ('open_to_private_sector', typed_open_to_private_sector)
    ], lambda entry: entry[2] is not null)) as typed
from report_rows;
