-- Earned schedule of Lipke on a planned curve (method.md 4): C, the last point that the work has reached, and the part I
-- of the way to the next. `points` is a list of {t, pv}, in order, from {0, 0}; `t` in steps of one length or in days. All
-- the work is the whole plan, also where rounded weights add up to a little more than 100.
create or replace macro earned_at(points, ev) as (
    case
        when ev >= least(100, points[-1].pv) then points[-1].t
        else list_extract(
            list_transform(
                [len(list_filter(points, lambda point: point.pv <= ev))],
                lambda c: points[c].t
                    + (ev - points[c].pv) / (points[c + 1].pv - points[c].pv) * (points[c + 1].t - points[c].t)
            ),
            1
        )
    end
);
