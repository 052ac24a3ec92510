"""Names of months, eras and filler words of dates in the languages of the region.

Data, and one pattern made from it.
"""

from __future__ import annotations

import re

from etl.interpret.lexicon import alternatives, words

NAMES: dict[int, str] = {
    1: "january jan januari jänner janeiro janeru januária มกราคม มกรา ม.ค. มค ມັງກອນ មករា ဇန်နဝါရီ",
    2: "february feb februari feb. fevereiro fev februaria กุมภาพันธ์ กุมภา ก.พ. กพ ກຸມພາ កុម្ភៈ កុម្ភះ ဖေဖော်ဝါရီ pebruari peb",
    3: "march mar maret mac mrt março marco มีนาคม มีนา มี.ค. มีค ມີນາ មីនា မတ်",
    4: "april apr abril abr เมษายน เมษา เม.ย. เมย ເມສາ មេសា ဧပြီ",
    5: "may mei maio mai พฤษภาคม พฤษภา พ.ค. พค ພຶດສະພາ ឧសភា မေ",
    6: "june jun juni junho มิถุนายน มิถุนา มิ.ย. มิย ມິຖຸນາ មិថុនា ဇွန်",
    7: "july jul juli julai julho กรกฎาคม กรกฎา ก.ค. กค ກໍລະກົດ កក្កដា ဇူလိုင်",
    8: "august aug agustus ags agt ogos ogo agosto ago สิงหาคม สิงหา ส.ค. สค ສິງຫາ សីហា ဩဂုတ်",
    9: "september sep sept setembro set กันยายน กันยา ก.ย. กย ກັນຍາ កញ្ញា စက်တင်ဘာ",
    10: "october oct oktober okt outubro out ตุลาคม ตุลา ต.ค. ตค ຕຸລາ តុលា အောက်တိုဘာ",
    11: "november nov nop nopember novembro พฤศจิกายน พฤศจิกา พ.ย. พย ພະຈິກ វិច្ឆិកា နိုဝင်ဘာ",
    12: "december dec desember des disember dis dezembro dez ธันวาคม ธันวา ธ.ค. ธค ທັນວາ ធ្នូ ဒီဇင်ဘာ",
}
ENGLISH = words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
MONTH_OF = {name: number for number, names in NAMES.items() for name in names.split()}
BUDDHIST = ("พุทธศักราช", "พ.ศ.", "พ.ศ", "พศ", "ພ.ສ.", "b.e.", "b.e", "be")
COMMON = ("คริสต์ศักราช", "ค.ศ.", "ค.ศ", "คศ", "ຄ.ສ.", "a.d.", "ad", "ce", "c.e.")
FILLERS = words(
    "วันที่ เดือน ปี ที่ ngày năm tanggal tgl tarikh haribulan hb de do of the dia ano ວັນທີ ເດືອນ ປີ ថ្ងៃទី ថ្ងៃ ខែ ឆ្នាំ "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat ahad"
)
TO_COME = ("tháng", "thg", "thang", "bulan", "mês", "month")  # words that call the number after them a month


# Thai, Lao, Khmer and Burmese write without spaces; Latin names must stand alone.
LATIN_START, LATIN_END = r"(?<![a-zà-ỹ])", r"(?![a-zà-ỹ])"
MONTH = re.compile(rf"{LATIN_START}(?P<name>{alternatives(MONTH_OF)}){LATIN_END}\.?")
MONTH_NUMBER = re.compile(rf"{LATIN_START}(?:{alternatives(TO_COME)})\s*(?P<number>\d{{1,2}})(?!\d)")
BUDDHIST_ERA = re.compile(rf"{LATIN_START}(?:{alternatives(BUDDHIST)}){LATIN_END}")
COMMON_ERA = re.compile(rf"{LATIN_START}(?:{alternatives(COMMON)}){LATIN_END}")
FILLER = re.compile(
    rf"{LATIN_START}(?:{alternatives(FILLERS)}){LATIN_END}\.?|(?<=\d)(?:st|nd|rd|th|º|ª)(?![a-z])|(?<=\d)hb(?![a-z])"
)
