-- Which findings are hit most, and how many were mended in the next try?
select * from findings_hit($known_on) order by places desc, code
