namespace El4k.Explorer.Reports;

/// <summary>One of the questions that can be answered without building a dashboard.</summary>
/// <remarks>Shared by all requests, so it must keep no state of one.</remarks>
internal interface IReport
{
    /// <summary>Its name in addresses.</summary>
    string Name { get; }

    /// <summary>A heading.</summary>
    string Title { get; }

    /// <summary>What a person wants to know.</summary>
    string Question { get; }

    Task<ReportAnswer> AnswerAsync(ReportRequest request, CancellationToken cancellationToken);
}
