using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class RangeQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "n": 1, "d": 1.5, "k": "apple", "at": "2026-11-24T23:30:00Z" }""",
        """{ "n": 5, "d": 5.0, "k": "banana", "at": "2026-11-25T10:00:00Z" }""",
        """{ "n": 10, "d": -2, "k": "cherry", "at": "2026-11-25T13:20:00Z" }""",
        """{ "n": [3, 30], "k": ["apple", "date"], "at": "2025-01-01T00:00:00Z" }""",
        """{ "other": 1 }""");

    [Theory]
    [InlineData("""{ "n": { "gte": 5 } }""", "1 2 3")]
    [InlineData("""{ "n": { "gt": 5 } }""", "2 3")]
    [InlineData("""{ "n": { "gte": 5, "lt": 10 } }""", "1")]
    [InlineData("""{ "n": { "lte": 3 } }""", "0 3")]
    [InlineData("""{ "n": { "gt": 4.5, "lt": 5.5 } }""", "1")]
    [InlineData("""{ "n": { "gte": "5", "lte": "5" } }""", "1")]
    [InlineData("""{ "n": { "gt": 9223372036854775807 } }""", "")]
    [InlineData("""{ "n": { "lt": 1e300 } }""", "0 1 2 3")]
    [InlineData("""{ "n": { "gt": 10, "lt": 5 } }""", "")]
    [InlineData("""{ "n": { "from": 5, "to": 10, "include_lower": false } }""", "2")]
    [InlineData("""{ "n": { } }""", "0 1 2 3")]
    [InlineData("""{ "d": { "gte": -2, "lt": 1.5 } }""", "2")]
    [InlineData("""{ "d": { "gt": -2, "lte": 1.5 } }""", "0")]
    [InlineData("""{ "k.keyword": { "gte": "banana" } }""", "1 2 3")]
    [InlineData("""{ "k.keyword": { "gt": "banana", "lt": "cherrz" } }""", "2")]
    [InlineData("""{ "k": { "lt": "b" } }""", "0 3")]
    [InlineData("""{ "at": { "gte": "now/d" } }""", "1 2")]
    [InlineData("""{ "at": { "gte": "now-15m" } }""", "2")]
    [InlineData("""{ "at": { "lt": "now/y" } }""", "3")]
    [InlineData("""{ "at": { "lte": "now-1d/d", "gte": "2026" } }""", "0")]
    [InlineData("""{ "at": { "gte": "2026-11-25", "time_zone": "Europe/Berlin" } }""", "0 1 2")]
    [InlineData("""{ "at": { "gte": "2026-11-25", "time_zone": "+00:00" } }""", "1 2")]
    [InlineData("""{ "at": { "gte": "25.11.2026", "lte": "25.11.2026", "format": "dd.MM.yyyy" } }""", "1 2")]
    [InlineData("""{ "at": { "gte": 1795564800000, "lte": 1795616400000, "format": "epoch_millis" } }""", "1 2")]
    [InlineData("""{ "at": { "gt": "2026-11-24" } }""", "1 2")]
    [InlineData("""{ "nothing": { "gte": 1 } }""", "")]
    public void Values_between_the_ends_match(string body, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "range": {{body}} }""")));

    [Theory]
    [InlineData("""{ "n": { "gte": "five" } }""", "[five] is no value of the field [n] of type [long]")]
    [InlineData("""{ "at": { "gte": "soon" } }""", "failed to parse date [soon]")]
    [InlineData("""{ "n": { "gte": 1, "gt": 2 } }""", "more than one of gte, gt and from")]
    [InlineData("""{ "n": { "gte": 1, "boots": 2 } }""", "[query.range.n.boots] is not supported")]
    [InlineData("""{ "n": 5 }""", "[query.range.n] must be an object")]
    [InlineData("""{ "n": { "gte": 1 }, "d": { "gte": 1 } }""", "takes one field")]
    [InlineData("""{ "at": { "gte": "now", "time_zone": "Mars" } }""", "[query.range.at.time_zone]")]
    [InlineData("""{ "at": { "gte": "now", "relation": "within" } }""", "range fields")]
    public void A_mistake_is_named(string body, string part) => Assert.Contains(
        part, Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "range": {{body}} }""")).Message, StringComparison.Ordinal);
}
