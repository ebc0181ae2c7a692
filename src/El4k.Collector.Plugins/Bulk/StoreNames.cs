using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>What outputs to a store call things that the configuration does not name.</summary>
internal sealed class StoreNames(EcsCompatibility mode)
{
    /// <summary>The index of each event.</summary>
    public StringFormat Index { get; } = StringFormat.Parse(mode.Choose("logstash-%{+YYYY.MM.dd}", "ecs-logstash-%{+YYYY.MM.dd}"));

    /// <summary>The template.</summary>
    public string Template { get; } = mode.Choose("logstash", "ecs-logstash");

    /// <summary>The indices that the template is for: the store's own, such as the collector's counters, are not its business.</summary>
    public string TemplatePattern { get; } = mode.Choose("logstash-*", "ecs-logstash-*");
}
