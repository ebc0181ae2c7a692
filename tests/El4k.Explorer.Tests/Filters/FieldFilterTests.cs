using El4k.Explorer.Errors;
using El4k.Explorer.Filters;
using El4k.Testing;

namespace El4k.Explorer.Tests.Filters;

public sealed class FieldFilterTests
{
    public static IEnumerable<object[]> Filters => CaseFile.Rows("Filters/filters.cases", 2);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/filter-errors.cases", 5);

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_means_a_query_on_the_exact_name(string where, string text, string query) =>
        JsonAssert.Equal(query, FieldFilterTranslator.Translate(FieldFilterParser.Parse(text, "f[0]"), Some.Catalog, "f[0]"), where);

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_filter_that_means_nothing_is_an_error_with_its_place(string where, string text, string position, string length, string message, string suggestion)
    {
        var error = Assert.Throws<BadParameterException>(() => FieldFilterTranslator.Translate(FieldFilterParser.Parse(text, "f[2]"), Some.Catalog, "f[2]")).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(
            ("f[2]", position, length, suggestion) == (error.Parameter, $"{error.Position}", $"{error.Length}", error.Suggestion ?? ""), $"{where}: {error}");
    }

    [Theory]
    [InlineData("customer", "acme", "customer:acme")]
    [InlineData("route", "/api/reports/{id}", "route:/api/reports/{id}")]
    [InlineData("path", "/a b", "path:/a b")]
    [InlineData("a:b", "x", "a\\:b:x")]
    [InlineData("-a", "x", "\\-a:x")]
    [InlineData("~a", "x", "\\~a:x")]
    [InlineData("c\\d", "x", "c\\\\d:x")]
    [InlineData("x", "", "x:\"\"")]
    [InlineData("x", "*", "x:\"*\"")]
    [InlineData("x", "a,b", "x:\"a,b\"")]
    [InlineData("x", ">5", "x:\">5\"")]
    [InlineData("x", "1..2", "x:\"1..2\"")]
    [InlineData("x", " a", "x:\" a\"")]
    [InlineData("x", "say \"hi\" \\o/", "x:\"say \\\"hi\\\" \\\\o/\"")]
    public void A_value_is_written_so_that_it_reads_back_as_itself(string field, string value, string expected)
    {
        var written = FieldFilter.Is(field, value);
        Assert.Equal(expected, written);
        var read = FieldFilterParser.Parse(written, "f");
        var operand = Assert.Single(read.Operands);
        Assert.Equal((field, FilterOperator.Is, value, false, false), (read.Field, read.Operator, operand.Text, operand.IsPattern, read.Negated));
    }

    [Fact]
    public void A_disabled_filter_is_read_but_marked()
    {
        var filter = FieldFilterParser.Parse("~-status:500", "f");
        Assert.True(filter is { Disabled: true, Negated: true, Field: "status" });
    }

    [Fact]
    public void A_value_too_long_for_the_exact_twin_is_looked_for_by_its_words() =>
        Assert.True(FieldFilterTranslator.Translate(FieldFilterParser.Parse("customer:" + new string('x', 257), "f"), Some.Catalog, "f").ContainsKey("match"));
}
