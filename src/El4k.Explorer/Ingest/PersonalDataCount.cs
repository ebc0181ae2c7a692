using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Ingest;

/// <summary>What the filter <c>pii</c> did with one kind of personal data in one field, over all collectors.</summary>
/// <param name="Field">The field.</param>
/// <param name="Kind">What was found, such as email.</param>
/// <param name="Action">What was done: mask, hash, drop or tag.</param>
/// <param name="Count">How often.</param>
public sealed record PersonalDataCount(string Field, string Kind, string Action, long Count)
{
    private const int MaxFields = 500;
    private const int MaxKinds = 50;
    private const int MaxActions = 10;

    /// <summary>The aggregation that <see cref="Read"/> understands.</summary>
    internal static JsonObject Aggregation(NamesOfFields names) => Terms(names, "pii.field", MaxFields, "kind", Terms(
        names, "pii.kind", MaxKinds, "action", Terms(names, "pii.action", MaxActions, "count", Dsl.Metric("sum", "count"))));

    /// <summary>The counts, the largest first.</summary>
    internal static IReadOnlyList<PersonalDataCount> Read(JsonElement parent, string name) =>
    [
        .. from field in parent.Buckets(name)
           from kind in field.Buckets("kind")
           from action in kind.Buckets("action")
           let count = (long)(action.Value("count") ?? 0)
           where count > 0
           orderby count descending, field.KeyText(), kind.KeyText()
           select new PersonalDataCount(field.KeyText(), kind.KeyText(), action.KeyText(), count),
    ];

    private static JsonObject Terms(NamesOfFields names, string field, int size, string inner, JsonObject nested) =>
        Dsl.Aggregation("terms", new JsonObject { ["field"] = names.Exact(field), ["size"] = size }, new JsonObject { [inner] = nested });
}
