using El4k.Store.Search;
using El4k.Store.Search.Queries.Bool;
using El4k.Store.Search.Queries.ConstantScore;
using El4k.Store.Search.Queries.Exists;
using El4k.Store.Search.Queries.Ids;
using El4k.Store.Search.Queries.Match;
using El4k.Store.Search.Queries.MatchAll;
using El4k.Store.Search.Queries.MatchNone;
using El4k.Store.Search.Queries.MatchPhrase;
using El4k.Store.Search.Queries.MultiMatch;
using El4k.Store.Search.Queries.Prefix;
using El4k.Store.Search.Queries.QueryString;
using El4k.Store.Search.Queries.Range;
using El4k.Store.Search.Queries.Regexp;
using El4k.Store.Search.Queries.Term;
using El4k.Store.Search.Queries.Terms;
using El4k.Store.Search.Queries.Wildcard;

namespace El4k.Store;

/// <summary>The queries that a request may use: one line each.</summary>
internal static class BuiltInQueries
{
    public static QueryParser CreateParser()
    {
        var queries = new QueryParser();
        queries.Add(MatchAllQuery.TypeName, MatchAllQuery.Parse);
        queries.Add(MatchNoneQuery.TypeName, MatchNoneQuery.Parse);
        queries.Add(TermQuery.TypeName, TermQuery.Parse);
        queries.Add(TermsQuery.TypeName, TermsQuery.Parse);
        queries.Add(RangeQuery.TypeName, RangeQuery.Parse);
        queries.Add(BoolQuery.TypeName, BoolQuery.Parse);
        queries.Add(ExistsQuery.TypeName, ExistsQuery.Parse);
        queries.Add(IdsQuery.TypeName, IdsQuery.Parse);
        queries.Add(MatchQuery.TypeName, MatchQuery.Parse);
        queries.Add(MatchPhraseQuery.TypeName, MatchPhraseQuery.Parse);
        queries.Add(MultiMatchQuery.TypeName, MultiMatchQuery.Parse);
        queries.Add(QueryStringQuery.TypeName, QueryStringQuery.Parse);
        queries.Add(PrefixQuery.TypeName, PrefixQuery.Parse);
        queries.Add(WildcardQuery.TypeName, WildcardQuery.Parse);
        queries.Add(RegexpQuery.TypeName, RegexpQuery.Parse);
        queries.Add(ConstantScoreQuery.TypeName, ConstantScoreQuery.Parse);
        return queries;
    }
}
