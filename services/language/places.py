# SPDX-License-Identifier: Apache-2.0
"""Countries, states and Californian towns by their English names: where somebody lives or comes
from is nobody's name.

After the list of the United Nations' members, the states of the Union and the towns with a field
office; without those that people are called by as well (Chad, Georgia, Jordan, Virginia, Davis).
"""

PLACES = frozenset(
    " ".join(name.split()).casefold()
    for name in """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan,
    Bolivia, Bosnia, Bosnia and Herzegovina, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso,
    Burma, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chile, China, Colombia, Comoros, Congo,
    Costa Rica, Croatia, Cuba, Cyprus, Czechia, Czech Republic, Denmark, Djibouti, Dominica,
    Dominican Republic, Ecuador, Egypt, El Salvador, England, Eritrea, Estonia, Eswatini, Ethiopia,
    Fiji, Finland, France, Gabon, Gambia, Germany, Ghana, Great Britain, Greece, Grenada, Guam,
    Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland, Indonesia, Iran, Iraq,
    Ireland, Italy, Ivory Coast, Jamaica, Japan, Kazakhstan, Kiribati, Korea, Kosovo, Kuwait,
    Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania,
    Luxembourg, Macau, Macedonia, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta,
    Marshall Islands, Mauritania, Mauritius, Mexico, México, Micronesia, Moldova, Monaco, Mongolia,
    Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand,
    Nicaragua, Niger, Nigeria, North Korea, Northern Ireland, Norway, Oman, Pakistan, Palau,
    Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico,
    Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Scotland, Senegal, Serbia,
    Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia,
    South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland,
    Syria, Taiwan, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, Trinidad and Tobago,
    Tunisia, Turkey, Turkmenistan, Tuvalu, Uganda, Ukraine, United Arab Emirates, United Kingdom,
    United States, Uruguay, Uzbekistan, Vanuatu, Vatican City, Venezuela, Vietnam, Viet Nam, Wales,
    Yemen, Zambia, Zimbabwe, Alabama, Alaska, Arizona, Arkansas, California, Colorado,
    Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky,
    Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana,
    Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina,
    North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota,
    Tennessee, Texas, Utah, Vermont, Washington, West Virginia, Wisconsin, Wyoming,
    Alturas, Arleta, Arvin, Auburn, Bakersfield, Banning, Barstow, Bell Gardens, Bellflower, Blythe,
    Brawley, Capitola, Chico, Chula Vista, Clovis, Coalinga, Colusa, Compton, Concord, Costa Mesa,
    Crescent City, Culver City, Daly City, Delano, El Cajon, El Centro, El Cerrito, El Monte,
    Escondido, Eureka, Fairfield, Fall River Mills, Folsom, Fontana, Fort Bragg, Fremont, Fresno,
    Fullerton, Garberville, Glendale, Goleta, Grass Valley, Hanford, Hawthorne, Hayward, Hemet,
    Hollister, Hollywood, Indio, Inglewood, Laguna Hills, Lake Isabella, Lakeport,
    Lodi, Lompoc, Long Beach, Los Angeles, Los Banos, Los Gatos, Madera, Manteca, Mariposa, Modesto,
    Montebello, Mount Shasta, Napa, Needles, Norco, Norwalk, Novato, Oakland, Oceanside, Oroville,
    Oxnard, Palm Desert, Palm Springs, Palmdale, Pasadena, Paso Robles, Petaluma,
    Pittsburg, Placerville, Pleasanton, Pomona, Porterville, Poway, Rancho Cucamonga,
    Rancho San Diego, Red Bluff, Redding, Redlands, Redwood City, Reedley, Ridgecrest, Riverside,
    Rocklin, Roseville, Sacramento, Salinas, San Andreas, San Bernardino, San Clemente, San Diego,
    San Francisco, San Jose, San Luis Obispo, San Marcos, San Mateo, San Pedro, San Rafael,
    San Ysidro, Santa Ana, Santa Barbara, Santa Clara, Santa Maria, Santa Monica, Santa Paula,
    Santa Rosa, Santa Teresa, Seaside, Simi Valley, Sonoma, South Lake Tahoe, Stockton,
    Susanville, Tehachapi, Temecula, Thousand Oaks, Torrance, Truckee, Tulare, Turlock,
    Twentynine Palms, Ukiah, Vacaville, Vallejo, Van Nuys, Ventura, Victorville, Visalia,
    Watsonville, Weaverville, West Covina, Westminster, Whittier, Willows, Winnetka, Woodland,
    Yreka, Yuba City
    """.split(",")
)
