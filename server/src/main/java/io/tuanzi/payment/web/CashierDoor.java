package io.tuanzi.payment.web;

import io.tuanzi.payment.internal.CashierPass;
import io.tuanzi.payment.internal.CashierPass.Passed;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's cashier page under our own address, so that a friend's phone can open it. Nothing else passes. */
@RestController
class CashierDoor {

    private final CashierPass pass;

    CashierDoor(CashierPass pass) {
        this.pass = pass;
    }

    @RequestMapping(path = "/cashier/{prepayId}", method = RequestMethod.GET)
    ResponseEntity<byte[]> page(@PathVariable String prepayId, HttpServletRequest request) {
        return answer(request, "/cashier/" + prepayId, new byte[0]);
    }

    @RequestMapping(path = "/cashier/{prepayId}/{decision}", method = RequestMethod.POST)
    ResponseEntity<byte[]> decide(@PathVariable String prepayId, @PathVariable String decision,
                                  HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        return answer(request, "/cashier/" + prepayId + "/" + decision, body == null ? new byte[0] : body);
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, String path, byte[] body) {
        Passed passed = pass.on(request.getMethod(), path, request.getQueryString(), name -> {
            String value = request.getHeader(name);
            return value == null ? "" : value;
        }, body);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(passed.status());
        passed.headers().forEach(answer::header);
        return answer.body(passed.body());
    }
}
