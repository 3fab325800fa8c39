import sys; sys.path.insert(0,'/tmp/w')
from lib import *
def show(i): print(i, *sents(load(i)[2]), sep='\n   ')
edit('REG-240', sub={"Renewal fees may be refunded if the vehicle was wrecked, junked, or stolen before the first day of the new registration period.":
 "Renewal fees may be refunded if the vehicle was wrecked, junked, or stolen before the new registration period began.",
 "Renewal fees may be refunded if the vehicle left California before the first day of the new registration period.":
 "Renewal fees may be refunded if the vehicle left California before the new registration period began."},
 add=["An owner who files for planned nonoperation before the new period begins may get the renewal fees back, less the filing fee."])
edit('REG-250', sub={"A request received more than three years after the payment cannot be honored.":"DMV cannot honor a refund request that arrives later than three years after the payment."})
edit('REG-260', sub={"Send the California title, if issued, the registration card, the license plates, and the stickers when a refund will cancel the entire registration.":
 "Send the license plates, the stickers, the registration card, and any California title when a refund will cancel the whole registration."})
edit('DL-130', sub={"Class M1 covers any two-wheel motorcycle, motor-driven cycle, or motorized scooter, and everything in Class M2.":
 "Class M1 covers motorized scooters, motor-driven cycles, and every two-wheel motorcycle, along with everything in Class M2.",
 "Class M2 covers a motorized bicycle, a moped, or a motorized scooter.":"Class M2 covers mopeds, motorized scooters, and motorized bicycles.",
 "A Class C license covers a motorcycle with a sidecar and a three-wheel motorcycle.":"A Class C license is enough for a three-wheel motorcycle or a motorcycle with a sidecar."})
edit('REG-305', sub={sents(load('REG-305')[2])[0]:"An owner who has waited eight weeks for stickers or a card can call DMV at 1-800-777-0133 to check on the order."})
edit('PLC-070', dropkw=["perdí la placa","me robaron la placa"], addkw=["perdí la placa de discapacitado","me robaron la placa de discapacitado"])
edit('PLC-100', dropkw=["falleció"], addkw=["falleció dueño de placa de discapacitado"])
edit('PLC-040', dropkw=["sin doctor","without doctor"], addkw=["placa sin firma del doctor","placard without doctor"])
new('PLT-075','plates',"Moving special plates to another vehicle",
 "https://www.dmv.ca.gov/portal/page/31/?post_type=dmv_handbook",
 ["The owner of special license plates may move the plates to another vehicle registered to the same owner.",
  "Most special license plates cannot be moved to a vehicle that belongs to another person.",
  "Form REG 156 and the registration fees due are needed when special plates are taken off a vehicle.",
  "Form REG 17 is used to exchange special plates between two vehicles of the same owner."],
 ["move plates to new car","put vanity plates on another car","reassign plates","swap plates between cars","keep personalized plates new car","cambiar placas a otro carro","pasar mis placas a otro carro","placas personalizadas otro carro"],
 section="Veh. Code 5108 and 5109; Form REG 17")
new('FEE-205','fees',"Refunds that can be requested online",
 "https://www.dmv.ca.gov/portal/es/customer-service/payments-refunds/simple-refund-online-request/",
 ["A late penalty charged although the payment was on time can be claimed back with the Simple Refund request at dmv.ca.gov.",
  "The Simple Refund request also covers a vehicle registered in another state before the California registration ran out.",
  "A reissue fee can be claimed online when the action was dismissed and the court reported the dismissal to DMV.",
  "Other refund requests are mailed on form ADM 399 to the address on the form.",
  "Have the vehicle identification number, the plate number, the payment date, and the place of payment ready for an online refund request."],
 ["refund online","simple refund","penalty charged but paid on time","late fee refund","get my penalty back","reembolso en línea","devolución de multa","pagué a tiempo y me cobraron multa","adm 399"],
 section="Form ADM 399")
new('APT-055','appointments',"Office hours and cost of an appointment",
 "https://qr.dmv.ca.gov/portal/news-and-media/dmv-expands-saturday-hours-to-60-field-offices",
 ["The current hours of each field office are on the Locations page at dmv.ca.gov.",
  "DMV does not charge for making an appointment at a field office."],
 ["office hours","what time does dmv open","open on saturday","closing time dmv","appointment cost","pay for appointment","horario del dmv","a qué hora abren","abren los sábados","cuánto cuesta la cita"])
for i in ['CDL-020','CDL-030','TTL-120','TTL-180','DL-150','INS-045','REG-130']: show(i)
