// Adds to an index. The package's class Writer gives these functions their signatures.
#include "quoth/index/writer.hpp"

#include <pybind11/pybind11.h>

#include <memory>
#include <vector>

#include "arguments.hpp"
#include "articles.hpp"
#include "enumerations.hpp"
#include "parts.hpp"
#include "released.hpp"
#include "values.hpp"

namespace quoth_python {
namespace {

using namespace quoth;

// A writer that can be closed before Python lets go of it. A call under way on another thread keeps it until it ends.
class OpenWriter {
 public:
  explicit OpenWriter(std::shared_ptr<Writer> writer) : writer_(std::move(writer)) {}
  [[nodiscard]] std::shared_ptr<Writer> get() const {
    if (writer_ == nullptr) throw UsageError("This writer is closed. Open a new one.");
    return writer_;
  }
  OpenWriter(const OpenWriter&) = delete;
  OpenWriter& operator=(const OpenWriter&) = delete;
  ~OpenWriter() {
    if (is_open()) close();
  }
  [[nodiscard]] bool is_open() const noexcept { return writer_ != nullptr; }
  /// The last one that has the writer takes until the merges that are due are done.
  void close() {
    std::shared_ptr<Writer> last = std::move(writer_);
    const Released released;
    last.reset();
  }

 private:
  std::shared_ptr<Writer> writer_;
};

}  // namespace

void bind_writer(py::module_& m) {
  ValueClass<CommitInfo>(m, "CommitInfo", "What a commit published.")
      .attribute("generation", &CommitInfo::generation, "Of the index now in force.")
      .attribute("added", &CommitInfo::added, "How many articles were added.")
      .attribute("replaced", &CommitInfo::replaced, "Of those, how many took an older one's place.")
      .attribute("removed", &CommitInfo::removed, "How many articles were removed.")
      .shown([](const Of<CommitInfo>& c) {
        return "<CommitInfo: " + std::to_string(c->added) + " added, " +
               std::to_string(c->replaced) + " of them replaced an older one, " +
               std::to_string(c->removed) + " removed>";
      });

  py::class_<OpenWriter>(m, "OpenWriter")
      .def("is_open", &OpenWriter::is_open)
      .def("close", &OpenWriter::close)
      .def("share", [](const OpenWriter& w) { return std::make_unique<OpenWriter>(w.get()); })
      .def("pending", [](OpenWriter& w) { return w.get()->pending(); })
      .def("remove",
           [](OpenWriter& w, const py::object& id) {
             const std::string gone = id_argument(id);
             const auto writer = w.get();
             const Released released;
             writer->remove(gone);
           })
      .def("commit",
           [](OpenWriter& w) {
             const auto writer = w.get();
             CommitInfo info;
             {
               const Released released;
               info = writer->commit();
             }
             return whole(info);
           })
      .def("wait_for_merges",
           [](OpenWriter& w) {
             const auto writer = w.get();
             const Released released;
             writer->wait_for_merges();
           })
      .def("give_up_merges", [](OpenWriter& w) { w.get()->give_up_merges(); })
      .def("note",
           [](OpenWriter& w, const py::object& key, const py::object& text) {
             const std::string name = text_argument(key, "key"), kept = text_argument(text, "text");
             const auto writer = w.get();
             const Released released;
             writer->note(name, kept);
           })
      .def("merge",
           [](OpenWriter& w) {
             const auto writer = w.get();
             CommitInfo info;
             {
               const Released released;
               info = writer->merge();
             }
             return whole(info);
           })
      // Articles as seven columns of the same length, or None for a column that is not there.
      .def("add_columns",
           [](OpenWriter& w, const py::list& ids, const py::tuple& columns,
              const py::object& threads) {
             const auto writer = w.get();
             const auto helpers =
                 static_cast<unsigned>(count_argument(threads, "threads", 0, 1024));
             std::vector<Article> articles;
             articles.reserve(ids.size());
             for (std::size_t i = 0; i < ids.size(); ++i) {
               const auto at = [&](std::size_t column) -> py::handle {
                 const PyObject* list =
                     PyTuple_GET_ITEM(columns.ptr(), static_cast<Py_ssize_t>(column));
                 return list == Py_None
                            ? py::handle(Py_None)
                            : py::handle(PyList_GET_ITEM(list, static_cast<Py_ssize_t>(i)));
               };
               articles.push_back(
                   article_argument(ids[i], at(0), at(1), at(2), at(3), at(4), at(5)));
             }
             const Released released;
             writer->add_many(articles, helpers);
           })
      .def("add_articles", [](OpenWriter& w, const py::list& given, const py::object& threads) {
        const auto writer = w.get();
        const auto helpers = static_cast<unsigned>(count_argument(threads, "threads", 0, 1024));
        std::vector<Article> articles;
        articles.reserve(given.size());
        for (const py::handle article : given)
          articles.push_back(*article.cast<const Of<Article>&>());
        const Released released;
        writer->add_many(articles, helpers);
      });

  m.def("open_writer", [](const py::object& path, const py::object& create, const py::object& wait,
                          const py::object& analyzers, const py::object& memory_bytes,
                          const py::object& merging, const py::object& xapian) {
    const auto where = path_argument(path, "path");
    WriterOptions options;
    options.create = flag_argument(create, "create");
    options.wait_for_lock = seconds_argument(wait, "wait");
    if (!analyzers.is_none()) {
      if (!py::isinstance<Analyzers>(analyzers))
        refuse_type("analyzers", "an Analyzers", analyzers);
      options.analyzers = analyzers.cast<Analyzers>();
    }
    options.memory_bytes = count_argument(memory_bytes, "memory_bytes", 1);
    options.merging = choice_argument(merging, "merging", kMergings);
    options.xapian = flag_argument(xapian, "xapian");
    const Released released;
    return std::make_unique<OpenWriter>(
        std::make_shared<Writer>(Writer::open(where, std::move(options))));
  });
}

}  // namespace quoth_python
