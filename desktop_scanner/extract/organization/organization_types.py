"""schema.org's Organization and all that is derived from it."""

import re
from collections.abc import Iterable

from desktop_scanner.extract.text import wordlists

GENERAL = "Organization"

# From the general to the special: of several types of one thing the special one says most.
_BROAD = wordlists.words("""
    Organization LocalBusiness Corporation Store ProfessionalService OnlineBusiness Place Thing
    HomeAndConstructionBusiness HealthAndBeautyBusiness AutomotiveBusiness FoodEstablishment LodgingBusiness
    MedicalOrganization MedicalBusiness LegalService FinancialService EntertainmentBusiness SportsActivityLocation
    EducationalOrganization GovernmentOrganization SportsOrganization PerformingGroup EmergencyService
""")
_TYPES = wordlists.words("""
    Organization Airline Consortium Cooperative Corporation EducationalOrganization CollegeOrUniversity
    ElementarySchool HighSchool MiddleSchool Preschool School FundingScheme GovernmentOrganization LibrarySystem
    LocalBusiness MedicalOrganization Dentist DiagnosticLab Hospital MedicalClinic Pharmacy Physician
    IndividualPhysician PhysiciansOffice CovidTestingFacility VeterinaryCare NGO NewsMediaOrganization
    OnlineBusiness OnlineStore OnlineMarketplace PerformingGroup DanceGroup MusicGroup TheaterGroup PoliticalParty
    Project FundingAgency ResearchProject ResearchOrganization SearchRescueOrganization SportsOrganization
    SportsTeam WorkersUnion
    AnimalShelter ArchiveOrganization AutomotiveBusiness AutoBodyShop AutoDealer AutoPartsStore AutoRental AutoRepair
    AutoWash GasStation MotorcycleDealer MotorcycleRepair ChildCare DryCleaningOrLaundry EmergencyService FireStation
    PoliceStation EmploymentAgency EntertainmentBusiness AdultEntertainment AmusementPark ArtGallery Casino ComedyClub
    MovieTheater NightClub FinancialService AccountingService AutomatedTeller BankOrCreditUnion InsuranceAgency
    FoodEstablishment Bakery BarOrPub Brewery CafeOrCoffeeShop Distillery FastFoodRestaurant IceCreamShop Restaurant
    Winery GovernmentOffice PostOffice HealthAndBeautyBusiness BeautySalon DaySpa HairSalon HealthClub NailSalon
    TattooParlor HomeAndConstructionBusiness Electrician GeneralContractor HVACBusiness HousePainter Locksmith
    MovingCompany Plumber RoofingContractor InternetCafe LegalService Attorney Notary Library LodgingBusiness
    BedAndBreakfast Campground Hostel Hotel Motel Resort SkiResort VacationRental MedicalBusiness
    CommunityHealth Dermatology DietNutrition Emergency Geriatric Gynecologic Midwifery Nursing Obstetric Oncologic
    Optician Optometric Otolaryngologic Pediatric Physiotherapy PlasticSurgery Podiatric PrimaryCare Psychiatric
    PublicHealth ProfessionalService RadioStation RealEstateAgent RecyclingCenter SelfStorage ShoppingCenter
    SportsActivityLocation BowlingAlley ExerciseGym GolfCourse PublicSwimmingPool SportsClub StadiumOrArena
    TennisComplex Store BikeStore BookStore ClothingStore ComputerStore ConvenienceStore DepartmentStore
    ElectronicsStore Florist FurnitureStore GardenStore GroceryStore HardwareStore HobbyShop HomeGoodsStore
    JewelryStore LiquorStore MensClothingStore MobilePhoneStore MovieRentalStore MusicStore OfficeEquipmentStore
    OutletStore PawnShop PetStore ShoeStore SportingGoodsStore TireShop ToyStore WholesaleStore TelevisionStation
    TouristInformationCenter TravelAgency
""")
# What authors make up by the same pattern.
_ENDINGS = re.compile(r".+(?:Organization|Business|Store|Agency|Shop|LegalService|ProfessionalService)")


def is_organization(types: Iterable[str]) -> bool:
    """Return whether one of the types is a kind of organisation."""
    return any(name in _TYPES or _ENDINGS.fullmatch(name) for name in types)


def most_special(types: Iterable[str]) -> str:
    """Return the type that says most among those of an organisation."""
    known = [name for name in types if is_organization((name,))]
    return next((name for name in known if name not in _BROAD), next((n for n in known if n != GENERAL), GENERAL))
