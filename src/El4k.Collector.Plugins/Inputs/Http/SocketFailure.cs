using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Finds the socket's own error in what Kestrel throws when it cannot bind.</summary>
internal static class SocketFailure
{
    public static SocketException? Of(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException socket:
                    return socket;
                case AddressInUseException:
                    return new SocketException((int)SocketError.AddressAlreadyInUse);
            }
        }

        return null;
    }
}
