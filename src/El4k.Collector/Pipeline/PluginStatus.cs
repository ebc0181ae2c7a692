using System.Net;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>One plugin of a running pipeline.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Listens">Where an input listens; null when it does not.</param>
/// <param name="Counters">Its counters.</param>
public sealed record PluginStatus(string Id, string Name, PluginKind Kind, EndPoint? Listens, PluginCountersSnapshot Counters);
