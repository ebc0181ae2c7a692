using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Filters;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Reports;

/// <summary>Which of the fields that reports count by are there, in the documents of this range.</summary>
/// <remarks>A run is a document that has a duration: logs carry the same names but none. Where nothing has one, every document counts.</remarks>
internal sealed class RunFields
{
    public const string Report = "report";
    public const string Route = "route";
    public const string Customer = "customer";
    public const string User = "user";
    public const string Duration = "duration";
    public const string DatabaseTime = "db_ms";

    private readonly JsonElement _answer;

    private RunFields(JsonElement answer) => _answer = answer;

    /// <param name="request">The documents to look into.</param>
    /// <param name="groups">The fields to group by that are asked about.</param>
    /// <param name="measures">The fields to sum that are asked about.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<RunFields> ProbeAsync(
        ReportRequest request, IReadOnlyList<string> groups, IReadOnlyList<string> measures, CancellationToken cancellationToken)
    {
        var aggregations = PerGroup(groups);
        foreach (var measure in measures)
        {
            aggregations["with_" + measure] = new JsonObject { ["filter"] = Dsl.Exists(measure), ["aggs"] = PerGroup(groups) };
        }

        var search = SearchScope.Aggregate(request.QueryFor(request.Range, []), aggregations);
        return new RunFields(await request.Store.SearchAsync(request.Scope.Index, search, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether any document has the group's field and, if named, the measure's too.</summary>
    public bool Has(string group, string? measure = null)
    {
        var holder = measure is null ? _answer : _answer.Aggregation("with_" + measure);
        return holder?.Aggregation(group) is { } filter && filter.Count() > 0;
    }

    /// <summary>The first of the groups that runs have, else the first that any document has, else null.</summary>
    public string? Group(params ReadOnlySpan<string> groups)
    {
        foreach (var group in groups)
        {
            if (Has(group, Duration))
            {
                return group;
            }
        }

        foreach (var group in groups)
        {
            if (Has(group))
            {
                return group;
            }
        }

        return null;
    }

    /// <summary>The filters, in their short form, that keep the runs of a group.</summary>
    public IReadOnlyList<string> RunsOf(string group) => Has(group, Duration)
        ? [FieldFilter.Exists(group), FieldFilter.Exists(Duration)]
        : [FieldFilter.Exists(group)];

    private static JsonObject PerGroup(IReadOnlyList<string> groups)
    {
        var aggregations = new JsonObject();
        foreach (var group in groups)
        {
            aggregations[group] = new JsonObject { ["filter"] = Dsl.Exists(group) };
        }

        return aggregations;
    }
}
