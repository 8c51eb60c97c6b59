// Shows an OpenAPI description as a list of routes with the shape of what they take and give.
'use strict'
const list = document.getElementById('list')
const find = document.getElementById('find')
let api = { paths: {}, components: { schemas: {} } }

function shape(schema, depth = 0, seen = []) {
  if (!schema) return 'nothing'
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()
    if (seen.includes(name)) return name
    return shape(api.components.schemas[name], depth, [...seen, name])
  }
  if (schema.enum) return schema.enum.map((value) => `'${value}'`).join(' | ')
  if (schema.type === 'array') return shape(schema.items, depth, seen) + '[]'
  if (schema.properties) {
    const pad = '  '.repeat(depth + 1)
    const required = schema.required || []
    const lines = Object.entries(schema.properties).map(([name, part]) =>
      `${pad}${name}${required.includes(name) ? '' : '?'}: ${shape(part, depth + 1, seen)}`)
    return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
  }
  if (schema.additionalProperties) return `{ [name]: ${shape(schema.additionalProperties, depth, seen)} }`
  return schema.format ? `${schema.type} (${schema.format})` : schema.type || 'anything'
}

function add(parent, tag, text) {
  const node = document.createElement(tag)
  if (text !== undefined) node.textContent = text
  parent.append(node)
  return node
}

function route(path, method, operation) {
  const box = document.createElement('details')
  const head = add(box, 'summary')
  add(head, 'b', method.toUpperCase())
  add(head, 'code', path)
  box.addEventListener('toggle', () => {
    if (!box.open || box.children.length > 1) return
    const body = add(box, 'div')
    if (operation.description) add(body, 'p', operation.description)
    const parameters = operation.parameters || []
    if (parameters.length) {
      add(body, 'h2', 'Parameters')
      add(body, 'pre', parameters.map((one) =>
        `${one.name}${one.required ? '' : '?'}: ${shape(one.schema)}   in ${one.in}`).join('\n'))
    }
    const taken = Object.entries(operation.requestBody?.content || {})[0]
    if (taken) {
      add(body, 'h2', `Takes ${taken[0]}`)
      add(body, 'pre', shape(taken[1].schema))
    }
    for (const [status, answer] of Object.entries(operation.responses || {})) {
      const given = Object.values(answer.content || {})[0]
      add(body, 'h2', `Gives ${status} ${answer.description || ''}`)
      if (given) add(body, 'pre', shape(given.schema))
    }
  })
  return box
}

function show() {
  const wanted = find.value.trim().toLowerCase()
  const rows = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation]))
    .filter(([path, method]) => `${method} ${path}`.toLowerCase().includes(wanted))
  list.replaceChildren(...rows.map((row) => route(...row)))
  if (!rows.length) list.textContent = 'Nothing of that name.'
}

async function load() {
  const group = location.hash === '#staff' ? 'staff' : 'shop'
  for (const link of document.querySelectorAll('nav [data-group]')) {
    if (link.dataset.group === group) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  document.getElementById('raw').href = `/v3/api-docs/${group}`
  try {
    const answer = await fetch(`/v3/api-docs/${group}`)
    if (!answer.ok) throw new Error(answer.status)
    api = await answer.json()
    show()
  } catch {
    list.textContent = 'The description could not be loaded. Reload to try again.'
  }
}

find.addEventListener('input', show)
window.addEventListener('hashchange', load)
load()
