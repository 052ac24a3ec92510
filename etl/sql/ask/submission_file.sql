-- A submission's kept file.
select file_name, sha256, kind, verdict
from submission
where submission_id = $submission
