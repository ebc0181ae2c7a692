using System.Reflection;
using El4k.Collector.Plugins;
using El4k.Server.Logging;
using El4k.Server.Monitoring;
using El4k.Server.Settings;
using Microsoft.AspNetCore.Connections;

namespace El4k.Server.Roles;

/// <summary>The monitoring API of the collector in this process. Started after the inputs, which it must not hold up.</summary>
/// <param name="socket">Started before the inputs.</param>
internal sealed class ApiRole(SettingValues settings, string data, ApiSocket socket, CollectRole collector, TimeProvider time, ProgramLog log) : IRole
{
    /// <summary>Where to look for a free port when the usual one is taken and nobody asked for it; 9601 and 9602 are the inputs'.</summary>
    private static readonly (int First, int Last) _others = (9610, 9700);

    private HttpListener? _http;

    public IReadOnlyList<Listener> Listeners => _http is null ? [] : [new("API", _http.Url.ToString(), "monitoring; /metrics for Prometheus")];

    /// <summary>Where the API answers; null when it does not.</summary>
    public Uri? Url => _http?.Url;

    public async Task StartAsync(CancellationToken stop)
    {
        if (!settings.Switch(SettingList.ApiEnabled))
        {
            return;
        }

        var host = Options.OptionValues.Address(settings.Text(SettingList.ApiHost));
        var version = typeof(ApiRole).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        var monitored = new MonitoredCollector(
            NodeIdentity.Of(data, settings.Text(SettingList.NodeName), version),
            settings,
            BuiltInPlugins.CreateRegistry(),
            log.Levels,
            time,
            () => collector.Pipelines,
            () => collector.IsStarted,
            () => _http?.Url ?? new Uri("http://127.0.0.1"));
        var (ports, isAsked) = Ports();
        foreach (var port in ports)
        {
            // Tried rather than looked at first: between a look and the start another process may take it.
            var http = new HttpListener(host, port, ApiSocket.Option, new MonitoringApi(monitored).Map, listening: socket.Held);
            try
            {
                await http.StartAsync(stop).ConfigureAwait(false);
                _http = http;
                return;
            }
            catch (RoleStartException taken) when (!isAsked && taken.InnerException?.InnerException is AddressInUseException)
            {
                await http.DisposeAsync().ConfigureAwait(false);
            }
        }

        log.Write(LogSeverity.Warning, "logstash.api", "api", $"Port {settings.Text(SettingList.ApiPort)} and {_others.First} to {_others.Last} are taken: the monitoring API does not listen. Choose a port with {ApiSocket.Option}.", null);
    }

    public Task StopAsync(CancellationToken giveUp) => _http?.StopAsync(giveUp) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _http?.DisposeAsync() ?? ValueTask.CompletedTask;

    // One port that was asked for is taken or an error, which says what option to change.
    private (IEnumerable<int> Ports, bool IsAsked) Ports()
    {
        var (first, last) = settings.Ports(SettingList.ApiPort);
        var ports = Enumerable.Range(first, last - first + 1);
        return settings.IsGiven(SettingList.ApiPort)
            ? (ports, first == last)
            : (ports.Concat(Enumerable.Range(_others.First, _others.Last - _others.First + 1)), false);
    }
}
