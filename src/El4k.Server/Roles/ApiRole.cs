using System.Net;
using System.Net.Sockets;
using System.Reflection;
using El4k.Collector.Plugins;
using El4k.Server.Logging;
using El4k.Server.Monitoring;
using El4k.Server.Settings;

namespace El4k.Server.Roles;

/// <summary>The monitoring API of the collector in this process. Started after the inputs, which it must not hold up.</summary>
internal sealed class ApiRole(SettingValues settings, string data, CollectRole collector, TimeProvider time, ProgramLog log) : IRole
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
        if (FreePort(host) is not { } port)
        {
            log.Write(LogSeverity.Warning, "logstash.api", "api", $"Port {settings.Text(SettingList.ApiPort)} and {_others.First} to {_others.Last} are taken: the monitoring API does not listen. Choose a port with --api-port.", null);
            return;
        }

        _http = new HttpListener(host, port, "--api-port", new MonitoringApi(monitored).Map);
        await _http.StartAsync(stop).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken giveUp) => _http?.StopAsync(giveUp) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _http?.DisposeAsync() ?? ValueTask.CompletedTask;

    private int? FreePort(IPAddress host)
    {
        var (first, last) = settings.Ports(SettingList.ApiPort);
        if (first == last && (first == 0 || settings.IsGiven(SettingList.ApiPort)))
        {
            // Asked for: if it is taken the listener says so, and which option to change.
            return first;
        }

        var ports = Enumerable.Range(first, last - first + 1);
        return (settings.IsGiven(SettingList.ApiPort) ? ports : ports.Concat(Enumerable.Range(_others.First, _others.Last - _others.First + 1)))
            .Where(port => IsFree(host, port)).Select(port => (int?)port).FirstOrDefault();
    }

    private static bool IsFree(IPAddress host, int port)
    {
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(host, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
