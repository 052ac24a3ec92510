-- What does the store say of itself: the programme's names, sources, whether its figures are invented?
select key, value from meta
