namespace El4k.Client;

/// <summary>The shape of a metric on the wire.</summary>
public enum MetricFormat
{
    /// <summary>The seven keys of a Monolog record followed by the metric's fields, so that one mapping serves logs and metrics.</summary>
    Monolog,

    /// <summary>Only <c>level</c>, <c>level_name</c>, <c>service</c>, <c>@timestamp</c> and the metric's fields, as the PHP client sends them.</summary>
    Flat,
}
