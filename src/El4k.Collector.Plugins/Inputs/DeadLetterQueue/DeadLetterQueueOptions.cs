namespace El4k.Collector.Plugins.Inputs.DeadLetterQueue;

/// <summary>The options of the input <c>dead_letter_queue</c>.</summary>
internal sealed record DeadLetterQueueOptions
{
    /// <summary>The folder of the dead letters: <c>dead-letters</c> in the data folder of the collector that wrote them.</summary>
    /// <example>path => "/var/lib/el4k/dead-letters"</example>
    [Option("path", IsRequired = true)]
    public string Path { get; init; } = "";

    /// <summary>The pipeline whose letters are read: the folder below <c>path</c>.</summary>
    [Option("pipeline_id")]
    public string PipelineId { get; init; } = "main";

    /// <summary>Whether it is kept how far the letters were delivered, so that a restart goes on there.</summary>
    [Option("commit_offsets")]
    public bool CommitOffsets { get; init; } = true;

    /// <summary>Whether files whose letters were all delivered are deleted; needs <c>commit_offsets</c>.</summary>
    [Option("clean_consumed")]
    public bool CleanConsumed { get; init; }

    /// <summary>The file that keeps how far letters were delivered; one in the data folder when not given.</summary>
    [Option("sincedb_path")]
    public string? SincedbPath { get; init; }

    /// <summary>Letters that are older are passed over; ISO 8601.</summary>
    /// <example>start_timestamp => "2026-11-01T00:00:00"</example>
    [Option("start_timestamp")]
    public string? StartTimestamp { get; init; }
}
