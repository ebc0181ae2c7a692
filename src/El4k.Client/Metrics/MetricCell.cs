namespace El4k.Client.Metrics;

/// <summary>One cell of the ring: the head of a metric, or one of the fields that follow it.</summary>
/// <remarks>
/// <code>
/// head   Published = position + 1 once the whole metric is written | Count = fields that follow | Field = kind, UTC ticks
/// field  Published = whatever an older head left                   | Count unused                | Field = name, value
/// </code>
/// </remarks>
internal struct MetricCell
{
    public long Published;
    public int Count;
    public El4kField Field;
}
