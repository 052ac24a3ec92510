"""Words of invented projects and reports, by sector and status: plain English, nothing and nobody real."""

from __future__ import annotations

PLACES = (
    "Harbour",
    "Riverside",
    "North District",
    "Old Town",
    "Market Quarter",
    "University Quarter",
    "Lakeside",
    "Hillside",
    "Station",
    "Central",
    "Garden District",
    "East Bank",
    "South Gate",
    "Temple Road",
    "Bridge Street",
    "New Town",
    "Canal Side",
    "Civic Centre",
    "Fishing Port",
    "Airport Road",
)

# Sector code → what such a project builds. A sector that is not here takes the words of `other`.
THINGS: dict[str, tuple[str, ...]] = {
    "transport": (
        "Bus Lane Cameras",
        "Traffic Signals",
        "Parking Guidance",
        "Cycle Network",
        "Bus Tracking",
        "Ticket Cards",
        "Footbridges",
        "Ferry Timetables",
    ),
    "water_quality": (
        "Flood Gauges",
        "Water Meters",
        "Wastewater Plant",
        "Drain Renewal",
        "River Sensors",
        "Leak Detection",
        "Wetland Park",
        "Rain Gardens",
    ),
    "energy": (
        "Street Lights",
        "Solar Roofs",
        "Smart Meters",
        "Charging Points",
        "Building Retrofit",
        "Battery Store",
        "Waste-to-Energy Study",
    ),
    "health_care": (
        "Clinic Records",
        "Ambulance Dispatch",
        "Health Cards",
        "Telehealth Rooms",
        "Dengue Watch",
        "Hospital Queues",
    ),
    "education": (
        "Digital Classrooms",
        "Library Network",
        "Skills Centre",
        "School Bus App",
        "Online Enrolment",
        "Teacher Training",
    ),
    "public_services": (
        "One-Stop Counter",
        "Permit Portal",
        "Citizen Hotline",
        "Payment Desk",
        "Public Safety Cameras",
        "Complaint App",
        "Visitor Guide",
    ),
    "data": (
        "Open Data Desk",
        "City Dashboard",
        "Land Register",
        "Address Base",
        "Sensor Platform",
        "Statistics Portal",
    ),
    "ict": ("Fibre Ring", "Public Wi-Fi", "Operations Centre", "Digital Identity", "Cyber Desk", "5G Poles"),
    "other": (
        "Market Waste Sorting",
        "Heritage Lanes",
        "Affordable Homes",
        "Night Market",
        "Urban Farm",
        "Creative Hub",
        "River Walk",
        "Recycling Points",
        "Community Hall",
    ),
}

DONE: dict[str, tuple[str, ...]] = {
    "planning": (
        "The feasibility study is under way.",
        "The proposal was discussed with the city council.",
        "The site survey is finished and the budget is being prepared.",
        "Terms of reference for the design were drafted.",
    ),
    "ongoing": (
        "The second work package started and staff were trained.",
        "Equipment for the first district was delivered and installed.",
        "The contractor finished the foundations; testing began.",
        "The pilot area was extended and users were asked for their views.",
        "Half of the planned sites are connected.",
    ),
    "completed": (
        "All works are finished and the project was handed over.",
        "The system is in daily use in all districts.",
        "Final acceptance took place; the warranty period runs.",
    ),
    "on_hold": (
        "Work is paused until the new budget is approved.",
        "The site is not yet free; the contractor has left it for now.",
    ),
    "cancelled": ("The council decided not to go on with the project.",),
}
NEXT: dict[str, tuple[str, ...]] = {
    "planning": ("Finish the study and ask for approval.", "Choose a consultant for the design."),
    "ongoing": (
        "Install the remaining equipment.",
        "Open the second area and train its staff.",
        "Complete testing and prepare the hand-over.",
        "Tender the last work package.",
    ),
    "completed": ("Operate and maintain.", "Collect results after the first year."),
    "on_hold": ("Decide on the new budget.", "Agree on another site."),
    "cancelled": ("None.",),
}
TROUBLES = (
    "Deliveries are late.",
    "Land for one site is not yet available.",
    "The tender had to be repeated.",
    "Heavy rain stopped the works for six weeks.",
    "Two agencies still have to agree on who shares which data.",
    "Trained staff are hard to find.",
)
SUPPORT = (
    "Advice on the tender documents, about ten days, from any partner city.",
    "A loan or grant for the last work package.",
    "Training for twenty technicians.",
    "A visit to a city that runs a similar system.",
)
OFFICES = (
    "City Planning Office",
    "Public Works Department",
    "Digital Office",
    "Transport Authority",
    "Water Utility",
    "Environment Department",
    "Health Office",
    "Education Department",
)
LEFT = {
    "completed": "Completed earlier.",
    "cancelled": "Cancelled.",
    "merged": "Merged into another project of the city.",
    "replaced": "Replaced by a larger project.",
}
MILESTONES = (
    ("Design approved", 20),
    ("Contract awarded", 20),
    ("Half of the works done", 30),
    ("Works finished", 20),
    ("Handed over", 10),
)
