// Names in any spelling: how alike two are, and a catalogue that is asked who somebody could be.
#include <pybind11/pybind11.h>

#include <quoth/analyze/name_variants.hpp>
#include <quoth/analyze/organisation_names.hpp>

#include "arguments.hpp"
#include "parts.hpp"
#include "quoth/analyze/name_catalogue.hpp"
#include "released.hpp"
#include "values.hpp"

namespace quoth_python {

/// A match that tells its id and name itself, so that it needs no catalogue.
struct Match {
  std::string id, name;
  std::uint32_t index = 0;
  double score = 0;
};
constexpr auto members(Tag<Match>) {
  return std::make_tuple(&Match::index, &Match::id, &Match::name, &Match::score);
}

namespace {

using namespace quoth;

template <class Texts>
py::tuple strings(const Texts& texts) {
  py::tuple out(texts.size());
  std::size_t i = 0;
  for (const auto& text : texts) out[i++] = to_str(text);
  return out;
}

/// A place or organisation of the gazetteer.
struct Variants {
  VariantRef ref;
};

// Numbers of the gazetteer hold for one version of it, so a pickle says which that was.
py::bytes place_state(const Variants& v) {
  ArchiveWriter out;
  out.put(gazetteer_facts().version);
  out.put(v.ref.bits);
  return sealed(out.take());
}
Variants place_of_state(const py::bytes& state) {
  const std::string bytes = state;
  ArchiveReader in(unsealed(bytes));
  std::uint64_t version = 0;
  Variants out{};
  in.get(version);
  in.get(out.ref.bits);
  if (version != gazetteer_facts().version)
    throw FormatError(
        "A pickled Place was made with another gazetteer. Ask for it anew: variants_of(name).");
  if (out.ref.group() >= gazetteer_facts().groups)
    throw FormatError("A pickled value of quoth is damaged. Make it anew.");
  return out;
}

FindOptions find_options(const py::object& limit, const py::object& at_least,
                         const py::object& variants) {
  FindOptions options;
  options.limit = count_argument(limit, "limit", 1);
  options.at_least = number_argument(at_least, "at_least");
  options.variants = flag_argument(variants, "variants");
  return options;
}

}  // namespace

void bind_catalogue(py::module_& m) {
  ValueClass<TokenReason>(m, "TokenReason",
                          "How one token of a name met its counterpart in another.")
      .attribute("a", &TokenReason::a,
                 "The token of the first name, folded; empty where only the second has one.")
      .attribute("b", &TokenReason::b,
                 "The token of the second name, folded; empty where only the first has one.")
      .attribute("how", &TokenReason::how,
                 "\"same\", \"variant\", \"nickname\", \"initial\", \"sound\", \"joined\", "
                 "\"conflict\", \"only a\" or \"only b\".")
      .attribute("similarity", &TokenReason::similarity, "0..1.")
      .attribute("weight", &TokenReason::weight, "0..1: how much the token tells who is meant.")
      .shown([](const Of<TokenReason>& r) {
        return "<TokenReason " + r->a + " " + std::string(word_of(r->how)) + " " + r->b + ">";
      });
  ValueClass<NameExplanation>(m, "NameExplanation", "How alike two names are, told token by token.")
      .attribute("score", &NameExplanation::score, "As name_similarity().")
      .attribute("tokens", &NameExplanation::tokens, "A tuple of TokenReason.")
      .attribute("veto", &NameExplanation::veto,
                 "What forbids that both mean the same, in words; empty for nothing.")
      .attribute("evidence", &NameExplanation::evidence,
                 "The numbers the score is made of: a tuple of float.")
      .shown([](const Of<NameExplanation>& e) {
        return "<NameExplanation " + std::to_string(e->score) +
               (e->veto.empty() ? "" : " · " + e->veto) + ">";
      });

  ValueClass<Match>(m, "NameMatch", "A name of a catalogue that the one asked for could be.")
      .attribute("index", &Match::index, "Its number in the catalogue.")
      .attribute("id", &Match::id, "Its id.")
      .attribute("name", &Match::name, "The name.")
      .attribute("score", &Match::score,
                 "0..1, as name_similarity(); from 0.8 on it is rather the same than not.")
      .shown([](const Of<Match>& x) {
        char score[32];
        std::snprintf(score, sizeof score, "%.3f", x->score);
        return "<NameMatch " + brief(x->name) + " (" + brief(x->id, 40) + ") " + score + ">";
      });

  py::class_<NameCatalogue>(m, "Catalogue")
      .def(py::init([](const py::list& rows) {
        NameCatalogue::Builder builder;
        for (const py::handle row : rows) {
          if (!PyTuple_Check(row.ptr()) || PyTuple_GET_SIZE(row.ptr()) != 2)
            refuse_type("names", "an iterable of (id, name)", row);
          const py::handle id = PyTuple_GET_ITEM(row.ptr(), 0);
          builder.add(id_argument(id), text_argument(PyTuple_GET_ITEM(row.ptr(), 1), "name"));
        }
        const Released release;
        return std::move(builder).build();
      }))
      .def("__len__", &NameCatalogue::size)
      .def("row",
           [](const NameCatalogue& c, std::uint32_t i) {
             return py::make_tuple(to_str(c.id(i)), to_str(c.name(i)));
           })
      .def("find",
           [](const NameCatalogue& c, const py::object& name, const py::object& limit,
              const py::object& at_least, const py::object& variants) {
             const std::string wanted = text_argument(name, "name");
             const FindOptions options = find_options(limit, at_least, variants);
             FoundNames found;
             {
               const Released release;
               found = c.find(wanted, options);
             }
             py::list out;
             for (const NameMatch& one : found.matches)
               out.append(
                   py::cast(whole(Match{std::string(c.id(one.index)),
                                        std::string(c.name(one.index)), one.index, one.score})));
             return out;
           })
      .def("explain",
           [](const NameCatalogue& c, const py::object& name, const py::object& match_,
              const py::object& variants) {
             if (!py::isinstance<Of<Match>>(match_)) refuse_type("match", "a NameMatch", match_);
             const Match& one = *match_.cast<const Of<Match>&>();
             if (one.index >= c.size() || c.name(one.index) != one.name)
               throw UsageError("match: it is of another catalogue");
             FindOptions options;
             options.variants = flag_argument(variants, "variants");
             return whole(c.explain(text_argument(name, "name"), one.index, options));
           })
      .def("facts",
           [](const NameCatalogue& c) { return py::make_tuple(c.tokens(), c.keys(), c.memory()); });

  m.def("name_similarity",
        [](const py::object& a, const py::object& b, const py::object& variants) {
          return name_similarity(text_argument(a, "a"), text_argument(b, "b"),
                                 SimilarityOptions{flag_argument(variants, "variants")});
        });
  m.def("explain_similarity",
        [](const py::object& a, const py::object& b, const py::object& variants) {
          return whole(explain_similarity(text_argument(a, "a"), text_argument(b, "b"),
                                          SimilarityOptions{flag_argument(variants, "variants")}));
        });
  m.def("token_similarity", [](const py::object& a, const py::object& b) {
    return token_similarity(text_argument(a, "a"), text_argument(b, "b"));
  });
  m.def("name_keys",
        [](const py::object& token) { return strings(name_keys(text_argument(token, "token"))); });
  m.def("name_tokens",
        [](const py::object& name) { return strings(name_tokens(text_argument(name, "name"))); });
  m.def("whole_name_keys", [](const py::object& name) {
    return strings(whole_name_keys(text_argument(name, "name")));
  });
  m.def("names_version", [] { return to_str(names_version()); });
  m.def("are_variants", [](const py::object& a, const py::object& b) {
    return are_variants(text_argument(a, "a"), text_argument(b, "b"));
  });
  m.def("variant_similarity", [](const py::object& a, const py::object& b) {
    return variant_similarity(variants_of(text_argument(a, "a")),
                              variants_of(text_argument(b, "b")));
  });
  m.def("place_population", [](const py::object& name) {
    std::string scratch;
    return place_population(text_argument(name, "name"), scratch);
  });
  m.def("acronyms_of",
        [](const py::object& name) { return strings(acronyms_of(text_argument(name, "name"))); });
  m.def("is_acronym_of", [](const py::object& acronym, const py::object& name) {
    return is_acronym_of(text_argument(acronym, "acronym"), text_argument(name, "name"));
  });
  m.def("without_legal_form", [](const py::object& name) {
    const std::string text = text_argument(name, "name");
    return to_str(without_legal_form(text));
  });

  py::class_<Variants> group(m, "Place",
                             "A place or organisation of the gazetteer that a name can mean.");
  group.attr("__module__") = "quoth";
  group
      .def_property_readonly(
          "name", [](const Variants& v) { return to_str(group_of(v.ref).name); },
          "The usual English name, else the local one.")
      .def_property_readonly(
          "kind", [](const Variants& v) { return to_str(name_of(group_of(v.ref).kind)); },
          "\"territory\", \"division\", \"city\", \"place\" or \"organisation\".")
      .def_property_readonly(
          "country", [](const Variants& v) { return to_str(group_of(v.ref).country); },
          "ISO 3166-1 letters (\"UA\"); empty for none.")
      .def_property_readonly(
          "population", [](const Variants& v) { return group_of(v.ref).population; },
          "People, 0 unknown.")
      .def_property_readonly(
          "geonames_id", [](const Variants& v) { return group_of(v.ref).geonames_id; },
          "Of www.geonames.org; 0 unknown.")
      .def_property_readonly(
          "usual", [](const Variants& v) { return v.ref.usual(); },
          "Whether the spelling asked for is the usual one.")
      .def_property_readonly(
          "further", [](const Variants& v) { return v.ref.further(); },
          "Whether no language prefers the spelling asked for.")
      .def_property_readonly(
          "spellings",
          [](const Variants& v) {
            py::list out;
            VariantSpellings spellings(v.ref);
            for (std::string_view spelling; spellings.next(spelling);) out.append(to_str(spelling));
            return py::tuple(out);
          },
          "All of them, the usual one first: a tuple of str.")
      .def("__eq__",
           [](const Variants& a, const py::object& b) -> py::object {
             if (!py::isinstance<Variants>(b))
               return py::reinterpret_borrow<py::object>(Py_NotImplemented);
             return py::bool_(a.ref.bits == b.cast<Variants>().ref.bits);
           })
      .def("__hash__", [](const Variants& v) { return v.ref.bits; })
      .def(py::pickle(&place_state, &place_of_state))
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::object&) { return self; })
      .def("__repr__", [](const Variants& v) {
        const VariantGroup g = group_of(v.ref);
        return to_str("<Place " + std::string(name_of(g.kind)) + " " + std::string(g.name) +
                      (g.country.empty() ? "" : ", " + std::string(g.country)) + ">");
      });
  m.def("variants_of", [](const py::object& name) {
    const std::string wanted = text_argument(name, "name");
    py::list out;
    for (const VariantRef ref : variants_of(wanted)) out.append(py::cast(Variants{ref}));
    return out;
  });
  m.def("gazetteer_facts", [] {
    const GazetteerFacts f = gazetteer_facts();
    py::dict out;
    out["groups"] = f.groups;
    out["spellings"] = f.spellings;
    out["references"] = f.references;
    out["bytes"] = f.bytes;
    out["complete"] = f.complete;
    out["version"] = f.version;
    return out;
  });
}

}  // namespace quoth_python
