namespace El4k.Client.Wire;

/// <summary>The bounds of what a record may hold; what goes beyond is cut and marked, never sent as broken JSON.</summary>
internal static class WireLimits
{
    /// <summary>Characters a single string of a log keeps. Monolog users read long payloads, not whole files.</summary>
    public const int MaxText = 32 * 1024;

    /// <summary>Bytes of one log record: what an SQS message holds, so that each record also fits the fallback.</summary>
    public const int MaxRecordBytes = 256 * 1024;

    /// <summary>Levels of nesting of a log's context, as Monolog's formatter.</summary>
    public const int MaxDepth = 9;

    /// <summary>Items of one list or object of a log's context, as Monolog's formatter.</summary>
    public const int MaxItems = 1000;

    /// <summary>Fields of one metric: far above what a report needs, far below what an index of fields bears.</summary>
    public const int MaxMetricFields = 64;

    /// <summary>Characters of a metric's kind and of the names of fields, so that the fixed part always fits a datagram.</summary>
    public const int MaxName = 64;

    /// <summary>Characters each text of a metric keeps before whole fields are dropped to make it fit a datagram.</summary>
    public const int ShortestCut = 16;
}
