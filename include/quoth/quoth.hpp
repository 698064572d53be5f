// Everything Quoth offers, in the order of the pipeline.
#pragma once

#include "quoth/error.hpp"
//
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"
//
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/dates.hpp"
#include "quoth/analyze/name_catalogue.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/analyze/organisation_names.hpp"
#include "quoth/analyze/quotations.hpp"
//
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/postings/text_sketch.hpp"
//
#include "quoth/index/check.hpp"
#include "quoth/index/rebuild.hpp"
#include "quoth/index/sizes.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/index/writer.hpp"
//
#include "quoth/query/parse.hpp"
#include "quoth/query/query.hpp"
//
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/rank/plan.hpp"
//
#include "quoth/results/context.hpp"
#include "quoth/results/copies.hpp"
#include "quoth/results/hit.hpp"
#include "quoth/results/names.hpp"
#include "quoth/results/period.hpp"
#include "quoth/results/place.hpp"
#include "quoth/results/quotation_check.hpp"
#include "quoth/results/quotation_trail.hpp"
#include "quoth/results/rerank.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/results/snippet.hpp"
#include "quoth/results/timeline.hpp"
