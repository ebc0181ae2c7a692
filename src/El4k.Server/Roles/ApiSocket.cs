using System.Net;
using System.Net.Sockets;
using El4k.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace El4k.Server.Roles;

/// <summary>The port that was asked for for the monitoring API, held from before the inputs start: where it is taken, no event is read by a collector that then ends.</summary>
/// <remarks>Connections wait in the queue of the operating system until <see cref="ApiRole"/> starts and answers them. A port that nobody asked for, or one of a range, is no reason to end and is not held: an input may want it.</remarks>
internal sealed class ApiSocket(SettingValues settings) : IRole
{
    /// <summary>The option of the port, for messages.</summary>
    public const string Option = "--api-port";

    public IReadOnlyList<Listener> Listeners => [];

    /// <summary>The socket that listens; null when none is held.</summary>
    public Socket? Held { get; private set; }

    public Task StartAsync(CancellationToken stop)
    {
        var (first, last) = settings.Ports(SettingList.ApiPort);
        if (settings.Switch(SettingList.ApiEnabled) && settings.IsGiven(SettingList.ApiPort) && first == last)
        {
            Held = Listen(new IPEndPoint(Options.OptionValues.Address(settings.Text(SettingList.ApiHost)), first));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken giveUp) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Held?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Socket Listen(IPEndPoint wanted)
    {
        Socket? socket = null;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(wanted);

            // Bound alone, others could still take the port.
            socket.Listen();
            return socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw HttpListener.Refusal(wanted, Option, e.SocketErrorCode == SocketError.AddressAlreadyInUse, e);
        }
    }
}
