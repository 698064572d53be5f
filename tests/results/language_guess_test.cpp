#include "results/language_guess.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;

namespace {

// Of how little use an index is that has none of the words.
constexpr double kAllUnknown = 1;

bool is_other(const char* text) { return is_other_language(read_checked_text(text), kAllUnknown); }

}  // namespace

TEST_CASE(
    "language guess: names, slang, jargon and half-sentences are English when nothing tells "
    "otherwise") {
  for (const char* text : {"Wexlar Tornbeck outfoxed Drimmelby United",
                           "Yo dawg, that gig slapped, no cap",
                           "gonna yeet this fridge off the pier lol",
                           "Kubernetes pods crashlooping after the etcd upgrade",
                           "Deglaze, reduce, mount with butter, rest ten minutes",
                           "Zweibrook beat Ostlanden on penalties again",
                           "Ain't nobody got time for flibbertigibbets",
                           "Hexafluoride throughput dwarfs the centrifuge cascade",
                           "Los Alvenos and El Cartero merged with La Brisa",
                           "Van den Broek, de Wit and van der Meer resigned",
                           "Rio de Sombra floods, Puerto del Mar drowns",
                           "Signora Bellanti sang la la la all night",
                           "Crikey, the billabong's chockers with yabbies",
                           "Wee bairns greeting ower spilt porridge",
                           "Brexiteers, remoaners, kippers: same old panto",
                           "Thrice-cooked chips, samphire, brown-shrimp butter",
                           "Nobody puts Björn Ångstrand in the corner",
                           "Café owner Zoë Brontë sold her naïve résumé",
                           "Smörgåsbord, fjord and ombudsman are loanwords",
                           "Déjà vu at the El Niño café",
                           "ROFLMAO that touchdown was bonkers bruv",
                           "Hydroxychloroquine lopinavir ritonavir remdesivir tocilizumab",
                           "Schadenfreude beats zeitgeist on any given Tuesday",
                           "Mbeza Okorafo thanked Ngozi Adichukwu in Enugwu",
                           "git rebase borked my submodules, halp",
                           "The quokka photobombed Tsar Nikandr's selfie",
                           "Whodunnit fans swoon over Poltergeist Manor",
                           "Chop chop, wagons roll, mush you huskies",
                           "Kimchi jjigae, tteokbokki, bibimbap and soju",
                           "Der Spiegelmann magazine interviewed Ada Moss",
                           "Le Monarque and Il Corriero printed her letter",
                           "On a per capita basis we export more",
                           "Ergo, quid pro quo is status quo",
                           "Par for the course, plus ten per cent",
                           "Sans serif fonts look modern to me",
                           "Hats off to the men who had a plan",
                           "Die Hard is a film about a man in a vest",
                           "For men in their forties, dates have a kind of dread",
                           "I do so as well",
                           "No, me neither"}) {
    INFO(std::string(text));
    CHECK_FALSE(is_other(text));
  }
}

TEST_CASE("language guess: other languages are known by their script or their small words") {
  for (const char* text : {"Wir werden die Steuern nicht erhöhen",
                           "Das Wasser steigt und niemand hat die Schleuse geöffnet",
                           "Ich habe es mit eigenen Augen gesehen",
                           "Der Hafen ist für uns alle da",
                           "Sie haben uns nicht gefragt",
                           "Nous ne paierons pas pour le pont",
                           "Le maire est dans une situation difficile",
                           "Ils ont fermé les écluses avant le dégel",
                           "La mer ne se soucie pas de qui est élu",
                           "Je suis venu avec une lanterne et un manteau",
                           "No vamos a pagar el peaje de este puente",
                           "El agua está subiendo y nadie abre la esclusa",
                           "Los barcos son nuestros y el puerto también",
                           "La gente tiene derecho a saber lo que hay en su agua",
                           "Es una vergüenza para todos nosotros",
                           "Non pagheremo il pedaggio per questo ponte",
                           "Il mare non si cura di chi viene eletto",
                           "Abbiamo perso due barche quella sera e non sono tornate",
                           "La gente ha diritto di sapere che cosa beve",
                           "Questa è una storia che nessuno racconta",
                           "Wij gaan niet betalen voor deze brug",
                           "Het water stijgt en niemand opent de sluis",
                           "De zee geeft er niet om wie er gekozen wordt",
                           "Ik heb het niet gezien maar zij wel",
                           "Dat is een schande voor ons allemaal",
                           "Vi kommer inte att betala för bron",
                           "Havet bryr sig inte om vem som blir vald",
                           "Det är en skam och alla vet om det",
                           "Jag har inte sett honom på tre år",
                           "De har sovit i sina bilar och bolaget vet det",
                           "Мы не будем платить за мост",
                           "Морю всё равно, кого выбрали",
                           "Люди имеют право знать, что в их воде",
                           "Никто не спросил нас",
                           "Вода поднимается, а шлюз закрыт",
                           "لن ندفع رسوم الجسر",
                           "البحر لا يهتم بمن يُنتخب",
                           "للناس الحق في معرفة ما في مياههم",
                           "لم يسألنا أحد عن رأينا",
                           "المياه ترتفع ولا أحد يفتح البوابة"}) {
    INFO(std::string(text));
    CHECK(is_other(text));
  }
}
