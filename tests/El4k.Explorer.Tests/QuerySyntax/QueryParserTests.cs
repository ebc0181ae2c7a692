using El4k.Explorer.Errors;
using El4k.Explorer.QuerySyntax;
using El4k.Testing;

namespace El4k.Explorer.Tests.QuerySyntax;

public sealed class QueryParserTests
{
    public static IEnumerable<object[]> Queries => CaseFile.Rows("QuerySyntax/queries.cases", 2);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("QuerySyntax/query-errors.cases", 5);

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_means_a_request(string where, string text, string request) => JsonAssert.Equal(request, Translate(text), where);

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_query_that_cannot_be_understood_is_an_error_with_its_place(string where, string text, string position, string length, string message, string suggestion)
    {
        var error = Assert.Throws<BadParameterException>(() => Translate(text)).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(
            ("q", position, length, suggestion) == (error.Parameter, $"{error.Position}", $"{error.Length}", error.Suggestion ?? ""), $"{where}: {error}");
    }

    [Theory]
    [InlineData(60, '(')]
    [InlineData(20_000, '(')]
    [InlineData(60, '-')]
    public void Absurd_nesting_is_refused_and_does_not_exhaust_the_stack(int depth, char opening) =>
        Assert.Throws<BadParameterException>(() => Translate(new string(opening, depth) + "a"));

    [Fact]
    public void Every_short_text_of_special_characters_is_a_query_or_an_error_with_a_place()
    {
        const string Alphabet = "a\"():>[-*~\\ ";
        var checkedTexts = 0;
        foreach (var a in Alphabet)
        {
            foreach (var b in Alphabet)
            {
                foreach (var c in Alphabet)
                {
                    var text = $"{a}{b}{c}";
                    checkedTexts++;
                    try
                    {
                        Translate(text);
                    }
                    catch (BadParameterException bad)
                    {
                        Assert.InRange(bad.Error.Position!.Value, 0, text.Length);
                    }
                }
            }
        }

        Assert.Equal(Alphabet.Length * Alphabet.Length * Alphabet.Length, checkedTexts);
    }

    [Theory]
    [InlineData("custmer:acme", 0, 7, "customer:acme")]
    [InlineData("status:1 AND durration:>5", 13, 9, "status:1 AND duration:>5")]
    [InlineData("status=500", 0, 10, "status:500")]
    public void A_probable_slip_is_a_warning_with_the_mended_query(string text, int position, int length, string suggestion)
    {
        var warning = Assert.Single(QueryWarnings.Find(QueryParser.Parse(text), text, Some.Catalog));
        Assert.Equal((position, length, suggestion), (warning.Position, warning.Length, warning.Suggestion));
    }

    [Theory]
    [InlineData("customer:acme -status:[1 TO 5] _exists_:route error a=b")]
    [InlineData("_id:x")]
    public void A_query_on_known_fields_has_no_warning(string text) => Assert.Empty(QueryWarnings.Find(QueryParser.Parse(text), text, Some.Catalog));

    private static System.Text.Json.Nodes.JsonObject Translate(string text) =>
        new QueryTranslator(Some.Catalog, TimeZoneInfo.Utc, Some.Now).Translate(QueryParser.Parse(text));
}
