namespace El4k.Explorer.Reports;

/// <summary>A report that ranks the values of one field: asks, compares two periods, makes the table.</summary>
internal abstract class GroupReport : IReport
{
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract string Question { get; }

    /// <summary>What documents must have, to complete "No document in this time range has …".</summary>
    protected abstract string Needed { get; }

    /// <summary>The filter, in its short form, that finds documents the report could count at any time.</summary>
    protected abstract string NeededFilter { get; }

    /// <summary>The fields that <see cref="Ask"/> may group by.</summary>
    protected abstract IReadOnlyList<string> Groups { get; }

    /// <summary>The fields that <see cref="Ask"/> may sum.</summary>
    protected virtual IReadOnlyList<string> Measures => [RunFields.Duration];

    /// <summary>The column of the measure's sum.</summary>
    protected virtual string SumKey => "time";

    public async Task<ReportAnswer> AnswerAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        var fields = await RunFields.ProbeAsync(request, Groups, Measures, cancellationToken).ConfigureAwait(false);
        var question = Ask(fields);
        var result = question is null ? null : await new GroupComparison(request, question).RunAsync(cancellationToken).ConfigureAwait(false);
        if (question is null || result is null || result.Groups.Count == 0)
        {
            return await request.NothingAsync(this, Needed, [NeededFilter], cancellationToken).ConfigureAwait(false);
        }

        var table = new GroupTable(request, question, result, SumKey);
        var answer = request.Answer(this, Sentence(question, result));
        return answer with
        {
            Columns = [.. Columns(request, question)],
            Rows = table.Rows(),
            Total = table.Total($"All {question.Group}s"),
            SparkAt = result.SparkAt,
            SparkInterval = result.Interval,
            Notes = [.. answer.Notes, .. Notes(question, result)],
        };
    }

    /// <returns>What to rank, null when no document of the range can be counted.</returns>
    protected abstract GroupQuestion? Ask(RunFields fields);

    protected abstract IEnumerable<ReportColumn> Columns(ReportRequest request, GroupQuestion question);

    /// <param name="question">What was ranked.</param>
    /// <param name="result">The ranking, with at least one group.</param>
    protected abstract string Sentence(GroupQuestion question, GroupComparisonResult result);

    protected abstract IEnumerable<string> Notes(GroupQuestion question, GroupComparisonResult result);
}
