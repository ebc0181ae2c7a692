namespace El4k.Collector.Plugins;

/// <summary>Which names a plugin gives its fields: Logstash's option <c>ecs_compatibility</c>.</summary>
public enum EcsCompatibility
{
    /// <summary>The names of Logstash 7: <c>clientip</c>, <c>host</c>.</summary>
    Disabled,

    /// <summary>The names of the Elastic Common Schema 1: <c>[source][address]</c>.</summary>
    V1,

    /// <summary>The names of the Elastic Common Schema 8; for most plugins those of version 1.</summary>
    V8,
}
